import type { DoctorDocument } from '../state/doctor.js';
import type { Model } from './model.js';

export interface Doctor {
  /** Of the present profile; null until it was looked at. */
  report: DoctorDocument | null;
  looking: boolean;
}

export type DoctorAction = { type: 'doctor.looking' } | { type: 'doctor.seen'; report: DoctorDocument | null };

export type DoctorFinding = DoctorDocument['findings'][number];

export function updateDoctor(model: Model, action: DoctorAction): Model {
  if (action.type === 'doctor.looking') return { ...model, doctor: { ...model.doctor, looking: true } };
  const at = Math.min(model.cursor.doctor, Math.max(0, (action.report?.findings.length ?? 0) - 1));
  return { ...model, doctor: { report: action.report, looking: false }, cursor: { ...model.cursor, doctor: at } };
}

const order: DoctorFinding['state'][] = ['missing', 'old', 'warning', 'ok'];

/** What was found, worst first. */
export const findingsOf = ({ doctor }: Model): DoctorFinding[] =>
  (doctor.report?.findings ?? []).toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));

/** Debian packages that would mend what is missing or too old. */
export function packagesToInstall({ doctor }: Model): string[] {
  const wrong = (doctor.report?.findings ?? []).filter(({ state }) => state === 'missing' || state === 'old');
  return [...new Set(wrong.flatMap((finding) => finding.package ?? []))].sort();
}
