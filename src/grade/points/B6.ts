import { definePoint, full, half, namedIn, none } from '../point.ts';
import { is, isDenied, type Clause } from '../reading.ts';
import { toldIn, type Role } from '../role.ts';
import { databaseAnswersBrowser } from '../wrong.ts';

const roles: readonly Role[] = [
  { of: 'DB', does: ['store'], but: /^(?:manag|maintain|updat|fetch)\w*/ },
  { of: 'DB', does: ['store'], what: ['data'] },
  { of: 'DB', does: [/^(?:liv|resid|sit|stay|rest|stand)\w*/], what: ['data'], within: 6 },
  {
    of: 'DB',
    does: [/^(?:place|collection|storage|provid\w*|giv\w*|return\w*|contain\w*|serv\w*)$/i],
    what: ['data'],
  },
  {
    of: 'DB',
    does: [/^(?:add|insert|delet|chang|modif|edit|writ|arrang|group)\w*/],
    what: ['data'],
    within: 6,
  },
];

/** "The application saves users in MySQL": the place is named, whoever does it. */
const putInto = (clause: Clause): boolean =>
  clause.kind !== 'diagram' &&
  clause.words.some((word, at) => {
    if (!/^(?:stor|sav|keep|kept|persist|hold|writ|record|put)\w*/.test(word.plain) || isDenied(clause, at))
      return false;
    const behind = clause.words.slice(at + 1, at + 9);
    // "saves and reads data from the database"
    const isJoined = is(behind[0], 'and', 'or');
    return behind.some(
      (other, index) =>
        is(other, 'DB') &&
        behind
          .slice(Math.max(0, index - 3), index)
          .some(({ plain }) => /^(?:in|into|to|inside|on)$/.test(plain) || (plain === 'from' && isJoined)),
    );
  });

export default definePoint({
  title: 'the role of the database',
  judge: (reading) => {
    const wrong = databaseAnswersBrowser(reading);
    const told = toldIn(reading, roles) ?? reading.own.find(putInto);
    if (told && !wrong) return full('it says that the database keeps data and gives it back', told);
    const named = wrong ?? told ?? namedIn(reading, 'DB');
    return named
      ? half(wrong ? 'a part of the role is wrong' : 'the database is named, but not what it does', named)
      : none('nothing is said of the database');
  },
  examples: {
    full: [
      'The database stores data.',
      'MySQL: keeps users and posts.',
      'Data is saved in the MySQL database.',
      'What is the role of the database?\nAn organized collection of information.',
      'The database is where we store the data.',
      'The role of database is storing and managing the data.',
      'MySQL stores the information about users.',
      'Database: collection of data that is organised',

      'What is the role of the database?\nTo save informations.',
      'MySQL: for the storage of data',
      'Data are saved in the database.',
      'Database task = to guard the data',
      'The base of data stock the informations',
      'MySQL is the database where rows about users live until they are needed.',
      'The database provides data to the application server.',
      'The database manages the data and allows to access it.',
      'The database is used for persisting data',
      'A place where data lives: the database. It is saved there for later.',
      'The application saves the users in the MySQL database.',
      'The application server saves and reads data from the MySQL database',
      'the database hold all the datas of the website',
      'MySQL is where everything gets written.',
      'Database (MySQL):\n- Stores lasting data: users, orders, prices.\n- Answers queries.',
      'MySQL maintains the records of the customers.',
      'The database is the place for the rows.',
      'The database lets us add, change and delete rows.',
    ],
    half: [
      'MySQL is the database.',
      'The application server asks the database.',
      'We have a MySQL database.',
      'The app server connects to the database.',
      'The database does not store the code.',
      'The database server sits behind the application server.',
      'Database: MySQL',
      'Database: MySQL, port 3306',
      'The database manages the requests of the application.',
      'The application changes the page when the database is there.',
    ],
    none: [
      'Data is on the disk.',
      'What is the role of the database?',
      'The application files are stored on the server.',
      'The server stores data.',
      'The web server keeps files.',
    ],
  },
});
