/** What a reviewer asks about one point. Texts are Markdown. */
export interface Asked {
  /** The point of the rubric. */
  readonly id: string;
  readonly ask: string;
  /** What is asked once more, when the answer was half of it, or nothing of it. */
  readonly followUp: { readonly half: string; readonly none: string };
}

/** The 16 points in the order in which a request meets them; the weak sides of the design come last. */
export const reviewer: readonly Asked[] = [
  {
    id: 'A6',
    ask: 'Take me through your drawing, from its beginning. How does it start, with which name, and which address does that name lead to?',
    followUp: {
      half: 'Please tie it together in one sentence: which name, and which address does it lead to?',
      none: 'What is typed into the browser, and to which address does that lead?',
    },
  },
  {
    id: 'B2',
    ask: 'Computers use addresses. What is a domain name good for, then?',
    followUp: {
      half: 'That is what happens to the name. What does the name change for people?',
      none: 'Imagine the site had no name. What would its visitors have to do?',
    },
  },
  {
    id: 'B3',
    ask: 'There is `www` in front of the name. Which type of DNS record have you given it here?',
    followUp: {
      half: 'Decide on one. What does the record for `www` hold in your drawing, and what is that type called?',
      none: 'Which types of records do you know, and which of them holds what `www` leads to in your drawing?',
    },
  },
  {
    id: 'B7',
    ask: 'Your server and the computer of a visitor exchange something. What do they speak?',
    followUp: {
      half: 'You named it in passing. What is it that carries the request to the server, and the answer back?',
      none: 'That is where they are, or what lies between them. Which protocol do both sides follow?',
    },
  },
  {
    id: 'A1',
    ask: 'What stands at that address? How many of them have you drawn?',
    followUp: {
      half: 'How many are there, and what are they?',
      none: 'All your programs have to run on something. What is it?',
    },
  },
  {
    id: 'B1',
    ask: 'In general: what is a server?',
    followUp: {
      half: 'And what does it do for others, or what runs on it?',
      none: 'Say it to somebody who has never seen a server: what kind of thing is it, and what is it there for?',
    },
  },
  {
    id: 'A2',
    ask: 'A request arrives on port 80. Which program takes it?',
    followUp: {
      half: 'Which product have you chosen for it?',
      none: 'Which of the programs in your drawing does the browser get its answer from? Give its name.',
    },
  },
  {
    id: 'B4',
    ask: 'What is the web server there for?',
    followUp: {
      half: 'It is in your drawing. What does it do with a request?',
      none: 'A request for a picture arrives, and one for a page that has to be made first. What does the web server do with each?',
    },
  },
  {
    id: 'A3',
    ask: 'A page has to be made for this one visitor. Which part of your drawing gets that request next?',
    followUp: {
      half: 'What is that part called?',
      none: 'There is one more program between the web server and your code. What kind of server is it?',
    },
  },
  {
    id: 'B5',
    ask: 'And the application server: what is it there for?',
    followUp: {
      half: 'What does it run, and what comes out of it?',
      none: 'Two visitors ask for the same page, and each gets another one. How does the application server do that?',
    },
  },
  {
    id: 'A4',
    ask: 'What did you write yourselves for this site, and what do you call it in the drawing?',
    followUp: {
      half: 'What do you call all of these files together?',
      none: 'The application server comes from somebody else. What of this site does it need from you?',
    },
  },
  {
    id: 'A5',
    ask: 'Where are the site\u2019s data kept? Which product is it?',
    followUp: {
      half: 'Which product have you chosen for it?',
      none: 'A visitor signs up, and comes back next week. Which part of your drawing still knows them? Give its name.',
    },
  },
  {
    id: 'B6',
    ask: 'What is the database there for?',
    followUp: {
      half: 'It is in your drawing. What does it do with data, and for whom?',
      none: 'Your code wants all articles of this week. What does the database have to do with that?',
    },
  },
  {
    id: 'C1',
    ask: 'Now its weak sides. Is there a single point of failure (SPOF) here, and what does it mean for the site?',
    followUp: {
      half: 'What exactly stops when it fails, and why does nothing take its place?',
      none: 'Suppose the machine breaks tonight. What do visitors get, and why?',
    },
  },
  {
    id: 'C2',
    ask: 'You have to do maintenance: a new version of your code goes live. What is the trouble with that here?',
    followUp: {
      half: 'Why is that so? What happens on the server, and what do visitors get at that moment?',
      none: 'Which of the programs has to be restarted for it, and what do visitors get meanwhile?',
    },
  },
  {
    id: 'C3',
    ask: 'Next month far more people come at the same time. What happens to this design, and why?',
    followUp: {
      half: 'Why is that so? What runs out, or what do visitors notice?',
      none: 'How much work can the design do, and what do visitors notice when there is more?',
    },
  },
];
