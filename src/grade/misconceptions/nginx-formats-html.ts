import { defineMistake } from '../mistake.ts';
import { formatsHtml } from '../wrong-web.ts';

export default defineMistake({
  find: formatsHtml,
  examples: {
    held: [
      'The web server formats the data into web pages.',
      'The application server returns the rows to the web server to format as a page.',
      'What is the role of the web server?\nIt translates the page to HTML, CSS and JavaScript.',
      'Nginx renders the data to HTML.',
      'Nginx change the answer to HTML.',
      'The role of the web server is converting the requests of clients to HTML.',
      'Nginx formats the data as HTML.',
      'The web server converts the data from the database into HTML.',
      'The web server translates the result into HTML.',
      'The web server is Nginx and it turns the data into HTML.',
    ],
    notHeld: [
      'The web server translates the URL into the right page.',
      'The web server delivers the data formatted as HTML to the user.',
      'Nginx sends the pages that were formatted by the app server.',
      'The web server turns to the application server for pages.',
      'The web server renders static HTML pages to the browser.',
      'The application server builds the HTML, and Nginx delivers it.',
      'Nginx does not format HTML.',
      'Nginx serves HTML pages.',
      'Nginx sends the HTML made by the application server.',
      'The web server accepts requests and generates the HTTP response.',
      'Nginx sends HTML, CSS and images.',
      'Nginx hands the request to the application server and it turns the data into HTML.',
      'Nginx asks the application server. It turns the data into HTML.',
    ],
  },
});
