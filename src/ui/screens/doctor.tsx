import { Rule } from '../components/footer.js';
import { Line } from '../components/line.js';
import { useLook } from '../components/look.js';
import { findingsOf, packagesToInstall } from '../doctor.js';
import type { Model } from '../model.js';
import { windowOf } from '../text.js';
import { stateColor } from '../theme.js';

/** Header, verdict, rule, detail and fix, footer of two. */
const AROUND = 7;

/** Whether this machine can build the profile: what was looked at, worst first, and what to do. */
export function DoctorScreen({ model }: { model: Model }) {
  const { rows, columns, glyphs } = useLook();
  const findings = findingsOf(model);
  const at = model.cursor.doctor;
  const { from, to } = windowOf(findings.length, at, Math.max(1, rows - AROUND));
  const current = findings[at];
  return (
    <>
      <Line pieces={[{ text: ` ${verdict(model)}`, bold: true }]} />
      {findings.slice(from, to).map(({ what, state, detail }, index) => (
        <Line
          key={what}
          inverse={from + index === at}
          pieces={[
            { text: ` ${from + index === at ? glyphs.cursor : ' '} ${glyphs.state[state] ?? ' '}`, width: 5 },
            { text: state, width: 9, color: stateColor[state] },
            { text: what, width: columns < 80 ? 22 : 30 },
            { text: detail, dim: state === 'ok' },
          ]}
        />
      ))}
      <Rule title="" />
      <Line pieces={[{ text: ` ${current?.detail ?? ''}` }]} />
      <Line pieces={[{ text: current?.fix ? ` To do: ${current.fix}` : '' }]} />
    </>
  );
}

function verdict(model: Model): string {
  const { looking, report } = model.doctor;
  if (looking) return `Looking at this machine for ${model.profile} ...`;
  if (!report) return 'This machine was not looked at: r looks.';
  const count = (state: string) => report.findings.filter((finding) => finding.state === state).length;
  const warnings = count('warning') === 0 ? '' : `, ${count('warning')} to be warned of`;
  if (report.ok) return `This machine can build ${report.profile}${warnings}.`;
  const packages = packagesToInstall(model);
  const fix = packages.length === 0 ? '' : `: f installs ${packages.join(', ')}`;
  return `${count('missing') + count('old')} missing or too old for ${report.profile}${warnings}${fix}`;
}
