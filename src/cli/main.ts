import { tool } from './tool.ts';

// A reader that has had enough (`| head`) is no failure of ours.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.stderr.write(`The output could not be written (${error.code ?? error.name}).\n`);
    process.exit(70);
  });

const isVersion = process.argv.length === 3 && ['--version', '-V'].includes(process.argv[2] ?? '');

// The parser of commands takes longer to load than the answer.
if (isVersion) process.stdout.write(`${tool.version}\n`);
else process.exitCode = await (await import('./program.ts')).run(process.argv);
