import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ExitCode, prerequisiteError, usageError } from '../host/errors.js';
import { giveToCaller } from '../host/owner.js';
import { readPersonal } from '../host/personal.js';
import { writeRemedy } from '../host/write-remedy.js';
import { chooseProfile } from '../orders/choose-profile.js';
import { insertLine } from '../orders/insert.js';
import { isPhaseName, nextNumber, stem, withoutNumber } from '../orders/name.js';
import { type OrderLine, parseOrder, placeOf } from '../orders/parse.js';
import { readOrderFile } from '../orders/read.js';
import { listScripts } from '../orders/script-file.js';
import { didYouMean } from '../orders/suggest.js';
import { builtinPhases } from '../phases/index.js';
import { profiles } from '../profiles/index.js';
import { scriptTemplate } from '../scripts/template.js';
import type { Command, NewPhaseOptions } from './types.js';

/** Makes a script in bin/ with the next number, and its line in the build order. */
export const command: Command<NewPhaseOptions> = async (io, options, [operand, ...more]) => {
  if (operand === undefined || more.length > 0) {
    throw usageError('new-phase takes one name, such as `smechdeploy-tui new-phase my_step`.');
  }
  const root = io.deployRoot();
  const profile = chooseProfile(options.profile, root, readPersonal(io.env).profile);
  const orderFile = path.join(root, profile.order);
  const content = await readOrderFile(orderFile, profile);
  const lines = parseOrder(content, orderFile);
  const after = options.after === undefined ? (lines.at(-1) ?? null) : lineOf(options.after, lines, orderFile);
  const name = newName(operand, await namesInUse(root));
  const language = operand.endsWith('.py') ? 'python' : 'bash';
  const script = `bin/${name}.${language === 'python' ? 'py' : 'sh'}`;
  const changed = insertLine(content, after?.line ?? null, script);
  await writeBoth(
    { file: path.join(root, script), text: scriptTemplate(name, language, profile.defaultTarget) },
    { file: orderFile, content: changed },
  );
  await giveToCaller([path.join(root, 'bin'), orderFile], io.env);
  const line = parseOrder(changed, orderFile).find(({ text }) => text === script);
  const place = line ? placeOf(line) : orderFile;
  if (options.json) {
    io.json({
      schemaVersion: 1,
      phase: name,
      path: script,
      order: orderFile,
      line: line?.line ?? null,
      after: after && stem(after.text),
    });
  } else {
    io.line(`Made ${script}; its line is ${place}${after ? `, after ${stem(after.text)}` : ''}.`);
    if (options.after === undefined && after)
      io.line(`It runs last. For another place: move the line, or name the phase before it with --after.`);
    io.line(`Next: edit ${path.join(root, script)}, then \`smechdeploy-tui run ${name} --profile ${profile.name}\`.`);
  }
  return ExitCode.ok;
};

function lineOf(wanted: string, lines: OrderLine[], file: string): OrderLine {
  const line = lines.find(({ text }) => text === wanted) ?? lines.find(({ text }) => stem(text) === stem(wanted));
  if (line) return line;
  const hint = didYouMean(
    wanted,
    lines.map(({ text }) => stem(text)),
  );
  throw usageError(
    `There is no phase ${wanted} in ${file} to put the new one after: name one of its lines with --after.${hint}`,
  );
}

/** Stem -> where it is. */
async function namesInUse(root: string): Promise<Map<string, string>> {
  const used = new Map(Object.keys(builtinPhases).map((name) => [name, 'a built-in phase']));
  for (const script of await listScripts(root)) used.set(stem(script), script);
  for (const profile of profiles) {
    const content = await readOrderFile(path.join(root, profile.order), profile).catch(() => '');
    for (const line of parseOrder(content, profile.order)) used.set(stem(line.text), placeOf(line));
  }
  return used;
}

/** With the next number, unless it has one. */
function newName(operand: string, used: Map<string, string>): string {
  const asked = stem(operand);
  const folder = path.posix.dirname(path.posix.normalize(operand));
  if (!isPhaseName(asked) || (folder !== '.' && folder !== 'bin')) {
    throw usageError(
      `${JSON.stringify(operand)} can't be the name of a new phase: use letters, digits and _ . + -, such as my_step or my_step.py.`,
    );
  }
  for (const [name, where] of used) {
    if (withoutNumber(name) !== withoutNumber(asked)) continue;
    throw usageError(`There is a phase ${name} already (${where}): choose another name for the new one.`);
  }
  return /^\d+_/.test(asked) ? asked : `${nextNumber(used.keys())}_${asked}`;
}

/** Both or nothing: the script, then the order. */
async function writeBoth(
  script: { file: string; text: string },
  order: { file: string; content: Buffer },
): Promise<void> {
  try {
    await mkdir(path.dirname(script.file), { recursive: true });
    await writeFile(script.file, script.text, { flag: 'wx' });
    await chmod(script.file, 0o755);
  } catch (error) {
    // One that was there is another's.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(script.file, { force: true });
    throw notWritable(`${script.file} can't be made`, error);
  }
  try {
    await writeFileAtomic(order.file, order.content);
  } catch (error) {
    await rm(script.file);
    throw notWritable(`${order.file} can't be changed, so no script was made`, error);
  }
}

const notWritable = (what: string, error: unknown) =>
  prerequisiteError(`${what} (${(error as NodeJS.ErrnoException).code}): ${writeRemedy(error)}.`, {
    cause: error,
  });
