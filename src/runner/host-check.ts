import { examine, type Finding } from '../host/doctor.js';
import { readPersonal } from '../host/personal.js';
import { scriptTools } from '../scripts/command.js';
import type { DoctorDocument } from '../state/doctor.js';
import { buildRootFindings } from './build-roots.js';
import { buildGraph } from './graph.js';
import { mountTools } from './mounted-image.js';
import type { Session } from './session.js';

/** Looks whether this machine can build the session's profile. Changes nothing. */
export async function checkHost(session: Session): Promise<Finding[]> {
  const tools = [
    ...buildGraph(session).flatMap((unit) => unit.tools),
    ...scriptTools(session.phases),
    ...mountTools(session),
  ];
  const findings = await examine(tools, { layout: session.layout, target: session.target.path });
  return [...findings, ...(await buildRootFindings(session)), ...personalFindings(session.env)];
}

/** Personal settings that can't be read keep nothing from running. */
function personalFindings(env: NodeJS.ProcessEnv): Finding[] {
  const messages: string[] = [];
  readPersonal(env, (message) => messages.push(message));
  const fix = 'choose your settings again';
  return messages.map((detail) => ({ what: 'personal settings', state: 'warning', detail, fix, tool: null }));
}

export const doctorDocument = (findings: Finding[], session: Session, installed: string[]): DoctorDocument => ({
  schemaVersion: 1,
  profile: session.profile.name,
  target: session.target.path,
  ok: findings.every(({ state }) => state === 'ok' || state === 'warning'),
  installed,
  findings: findings.map(({ tool, ...finding }) => ({
    ...finding,
    package: tool?.package ?? null,
    atLeast: tool?.atLeast ?? null,
  })),
});
