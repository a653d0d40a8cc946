import brokenSettings from '../../../src/lab/faults/app/broken-settings.ts';
import pythonException from '../../../src/lab/faults/code/python-exception.ts';
import pythonModuleMissing from '../../../src/lab/faults/code/python-module-missing.ts';
import syntaxError from '../../../src/lab/faults/code/syntax-error.ts';
import { brokenLab, php, python } from '../../support/broken-lab.ts';
import { witness } from '../../support/witness.ts';

witness('code/no-exception/exception', (stage) => brokenLab(stage, pythonException.apply));

witness('code/no-exception/syntax-error', (stage) => brokenLab(stage, syntaxError.apply));

witness('code/no-exception/module-missing', (stage) => brokenLab(stage, pythonModuleMissing.apply));

const opens = (path: string) =>
  python('    count, words = count_visit()\n', `    open("${path}")\n    count, words = count_visit()\n`);

witness('code/no-exception/file-missing', (stage) => brokenLab(stage, opens('/nowhere/tips.json')));

witness('code/no-exception/file-denied', (stage) => brokenLab(stage, opens('/etc/shadow')));

witness('code/no-exception/settings-unreadable', (stage) => brokenLab(stage, brokenSettings.apply));

witness('code/no-exception/environment-missing', (stage) =>
  brokenLab(stage, python('import json\n', 'import json\nimport os\n\nhost = os.environ["SHOP_DB_HOST"]\n')),
);

witness('code/no-exception/object-missing', (stage) =>
  brokenLab(stage, python('def application(', 'def app(')),
);

witness('code/no-exception/memory-exhausted', (stage) =>
  brokenLab(
    stage,
    php(
      '[$count, $words] = countVisit(',
      '$all = str_repeat("x", 1 << 30);\n    [$count, $words] = countVisit(',
    ),
  ),
);
