import { tailLines } from './tail.js';
import { UnitReport } from './unit-files.js';

/** Each call gives the reports that a unit's process appended since the last one. */
export function tailReports(file: string): () => UnitReport[] {
  const lines = tailLines(file);
  return () => lines().flatMap(parse);
}

function parse(line: string): UnitReport[] {
  try {
    return [UnitReport.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
