import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { ensureTestServer } from '../../scripts/servers/ensure-test-server.js';
import { ROOT, SRC } from '../support/paths.js';
import { createWorkflowEnv } from '../support/workflow-env.js';
import { clientOf } from './recording.js';
import { RECORDINGS } from './recordings.js';

/*
 * Records a history of each way in which a workflow can go. A recorded history is never edited and never recorded anew because a
 * workflow changed: it stands for runs that are under way somewhere. `npm run history:record` records what has none yet,
 * `npm run history:record -- <case>…` those that are named.
 */

const fileOf = (name: string) => join(ROOT, 'test/replay/histories', `${name}.json`);

/** A history says which machine and which folder it was made in; neither belongs into a repository. */
const withoutThisMachine = (history: string): string =>
  JSON.stringify(JSON.parse(history))
    .replaceAll(ROOT, '')
    .replaceAll(`${process.pid}@${hostname()}`, 'recorder');

async function record(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !RECORDINGS.has(name));
  if (unknown.length > 0) {
    throw new Error(`no case ${unknown.join(', ')}; there are ${[...RECORDINGS.keys()].join(', ')}`);
  }
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(SRC, 'workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  const workflowBundle = join(tmpdir(), `durable-genesys-record-${process.pid}.js`);
  await writeFile(workflowBundle, code);
  const world = await createWorkflowEnv({ testServer: await ensureTestServer(), workflowBundle });
  for (const name of names) {
    const workflowId = `recorded/${name}`;
    await RECORDINGS.get(name)?.(world, workflowId);
    const history = await clientOf(world).getHandle(workflowId).fetchHistory();
    await writeFile(fileOf(name), `${withoutThisMachine(historyToJSON(history))}\n`);
  }
  await world.close();
}

const wanted = process.argv.slice(2);
await record(wanted.length > 0 ? wanted : [...RECORDINGS.keys()].filter((name) => !existsSync(fileOf(name))));
