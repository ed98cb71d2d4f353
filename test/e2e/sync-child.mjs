// `sync-child.mjs make|sync IMAGE TREE`: the compiled program's own functions in a process that can be killed.
import path from 'node:path';
import { run } from '../../dist/host/exec.js';
import { makeExt4 } from '../../dist/image/ext4.js';
import { syncImage } from '../../dist/image/image-sync.js';
import { readHostTree } from '../../dist/layers/host-tree.js';

const [action, image, tree] = process.argv.slice(2);
const epoch = 1767225600;
const exec = async (argv, options = {}) => (await run(argv, options)).stdout;
if (action === 'make')
  await makeExt4({ out: image, sizeMiB: 4608, label: 'hostile', fingerprint: 'hostile', epoch, exec });
else {
  const { entries } = await readHostTree(tree, { take: ['**'] });
  const all = entries.map((entry) => ({ entry, unit: 'tree', content: path.join(tree, entry.path) }));
  const result = await syncImage({ image, entries: all, epoch, exec }).catch(({ message }) => {
    console.error(message);
    process.exit(1);
  });
  console.log(JSON.stringify(result));
}
