import { node } from '../../support/servers/programs.ts';
import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

witness('app/in-time/slow', async (stage) => {
  let asked = 0;
  const thinking = await node(stage, (_, response) => {
    asked += 1;
    setTimeout(() => response.end(`visitor ${asked}`), 2_100);
  });
  return site(stage, { secure: () => `location / { ${thinking} }` });
});
