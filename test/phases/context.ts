import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { layoutOf } from '../../src/host/layout.js';
import { DeploySettings } from '../../src/host/settings.js';
import { createView, type ViewLayer } from '../../src/layers/create-view.js';
import { createLayerWriter } from '../../src/layers/create-writer.js';
import type { LayerEntry } from '../../src/layers/manifest.js';
import type { Phase, PhaseContext } from '../../src/phases/define.js';
import type { Profile } from '../../src/profiles/define.js';
import { smechvisor } from '../../src/profiles/smechvisor.js';
import { manifestOf } from '../layers/fixtures.js';

export interface PhaseRun {
  entries: Map<string, LayerEntry>;
  log: string[];
  prebuilt: string[];
  missing: string[];
  /** For the view of later phases. */
  layer: ViewLayer;
  /** Content of a file of the layer, on the host. */
  content: (name: string) => string;
}

export interface RunOptions {
  settings?: unknown;
  strict?: boolean;
  earlier?: ViewLayer[];
  reference?: string;
  profile?: Profile;
  /** How it starts programs; without it, it must not. */
  exec?: PhaseContext['exec'];
}

/** Runs a phase that starts no program into a real layer below `dir`; `dir/root` is its deploy root. */
export async function runPhase(phase: Phase, dir: string, options: RunOptions = {}): Promise<PhaseRun> {
  const tree = path.join(dir, `layer-${phase.name}`);
  const workDir = path.join(dir, `work-${phase.name}`);
  mkdirSync(workDir, { recursive: true });
  const writer = createLayerWriter(tree, 1767225600);
  const log: string[] = [];
  const prebuilt: string[] = [];
  const missing: string[] = [];
  const unused = () => Promise.reject(new Error('not part of this phase'));
  const context: PhaseContext = {
    ...{
      profile: options.profile ?? smechvisor,
      settings: DeploySettings.parse(options.settings ?? {}),
      layout: layoutOf(`${dir}/root`),
    },
    ...{ provision: () => 'source', layer: writer, view: createView(options.earlier ?? []) },
    ...{
      recipe: unused,
      exec: options.exec ?? unused,
      artifact: unused,
      progress: () => {},
      log: (text) => log.push(text),
    },
    ...{ prebuilt: (part) => prebuilt.push(part), missing: (sentence) => missing.push(sentence) },
    ...{ signal: new AbortController().signal, jobs: 1, strict: options.strict ?? false, epoch: 1767225600 },
    ...{ reference: options.reference ?? '/nowhere', rootImage: unused },
    ...{ workDir, fingerprint: 'f'.repeat(64) },
  };
  await phase.run(context);
  const entries = await writer.finish();
  return {
    entries: new Map(entries.map((entry) => [entry.path, entry])),
    log,
    prebuilt,
    missing,
    layer: { unit: phase.name, tree, manifest: manifestOf(phase.name, entries) },
    content: (name) => path.join(tree, name),
  };
}
