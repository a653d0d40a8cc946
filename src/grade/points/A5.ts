import { definePoint, full, half, namedIn, none, wordIn } from '../point.ts';
import { says } from '../reading.ts';

export default definePoint({
  title: 'the database, MySQL',
  judge: (reading) => {
    const named = wordIn(reading, /my ?sql/i);
    if (named) return full('MySQL is named', named);
    const part = namedIn(reading, 'DB');
    // "SQL database", below the exercise's list with MySQL in it: the answer to that line.
    const answered = reading.all.some(({ words }) => says(words, /my ?sql/i)) && wordIn(reading, /^sql$/i);
    if (answered && part) return full('it answers to MySQL in the list', answered);
    return part ? half('the product, MySQL, is not named', part) : none('no database is named');
  },
  examples: {
    full: [
      'The database is MySQL.',
      'Data is stored in a mysql database',
      'My SQL keeps data',
      'database: MySQL',
      'MySQL is used for database',
      'We save the data in MySQL.',
      'Mysql db',
      'MySQL Database Server',
      '## Database (MySQL)\nIt keeps the rows.',
    ],
    half: [
      'The database stores data.',
      'A DB (postgres) keeps the rows.',
      'The data base stores users.',
      'Database (relational)',
      'SQL database: it keeps the rows.',
    ],
    none: [
      'Data is stored on disk.',
      'What is the role of the database?',
      'The data is kept in files.',
      'SQL is a language.',
      '## Database (MySQL)',
    ],
  },
});
