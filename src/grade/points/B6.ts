import { definePoint, full, half, namedIn, none } from '../point.ts';
import { toldIn, type Role } from '../role.ts';
import { databaseAnswersBrowser } from '../wrong.ts';

const roles: readonly Role[] = [
  { of: 'DB', does: ['store'] },
  {
    of: 'DB',
    does: [/^(?:collection|storage|provid\w*|giv\w*|return\w*|contain\w*|serv\w*)$/i],
    what: ['data'],
  },
];

export default definePoint({
  title: 'the role of the database',
  judge: (reading) => {
    const wrong = databaseAnswersBrowser(reading);
    const told = toldIn(reading, roles);
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
    ],
    half: ['MySQL is the database.', 'The application server asks the database.'],
    none: ['Data is on the disk.', 'What is the role of the database?'],
  },
});
