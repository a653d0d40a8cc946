import { defineMistake } from '../mistake.ts';
import { formatsHtml } from '../wrong.ts';

export default defineMistake({
  find: formatsHtml,
  examples: {
    held: [
      'Nginx formats the data as HTML.',
      'The web server converts the data from the database into HTML.',
    ],
    notHeld: [
      'The application server builds the HTML, and Nginx delivers it.',
      'Nginx does not format HTML.',
      'Nginx serves HTML pages.',
    ],
  },
});
