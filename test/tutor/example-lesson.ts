import type { Lesson } from '../../src/tutor/types.ts';

/** A lesson with one step of each kind. */
export const exampleLesson: Lesson = {
  id: 'server/example',
  topic: 'server',
  title: 'An example',
  hop: 'server',
  minutes: 2,
  after: [],
  teaches: ['B1'],
  takeaway: 'Examples are short.',
  steps: [
    {
      kind: 'screen',
      blocks: [
        { kind: 'map', light: 'server' },
        { kind: 'prose', text: 'A port is **open** while `nginx` listens.' },
      ],
    },
    {
      kind: 'predict',
      form: 'choose',
      ask: 'What does a closed port do?',
      choices: [
        { text: 'It refuses.', right: true, because: 'Nobody listens.', when: 'refused' },
        {
          text: 'It is silent.',
          right: false,
          because: 'The system answers.',
          misconception: 'closed-port-is-silent',
          when: 'silent',
        },
      ],
      look: { see: 'ports' },
      explain: 'The system answered for the port.',
    },
    {
      kind: 'quiz',
      form: 'choose',
      ask: 'What is a server?',
      choices: [
        { text: 'A machine.', right: true, because: 'Programs run on it.' },
        {
          text: 'A program.',
          right: false,
          because: 'That is the web server.',
          misconception: 'server-equals-web-server',
        },
      ],
    },
  ],
};
