import { Rule } from '../components/footer.js';
import { Line } from '../components/line.js';
import { useLook, widthToFit } from '../components/look.js';
import { failureCard } from '../failure-card.js';
import type { Model } from '../model.js';
import { cardRoom, failedUnits, shownFailure } from '../watch.js';

/** Why a unit failed: the lines of the log, the command, its variables, and how to run it again. */
export function FailureScreen({ model }: { model: Model }) {
  const look = useLook();
  const unit = shownFailure(model);
  if (!model.run || !unit) return <Line pieces={[{ text: ' Nothing has failed.' }]} />;
  const card = failureCard(model.run, unit, widthToFit(look));
  const height = cardRoom(look.rows);
  const from = Math.min(model.cursor.failure, Math.max(0, card.length - height));
  const failed = failedUnits(model.run);
  const place = failed.findIndex((candidate) => candidate.unit === unit.unit) + 1;
  const more = card.length - from - height;
  return (
    <>
      <Rule
        title={[
          failed.length > 1 ? `failure ${place} of ${failed.length}` : 'failure',
          ...(more > 0 ? [`${more} more below`] : []),
        ].join(', ')}
      />
      {card.slice(from, from + height).map((line, index) =>
        'rule' in line ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a card have fixed places
          <Rule key={index} title={line.rule} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a card have fixed places
          <Line key={index} pieces={line.pieces} />
        ),
      )}
    </>
  );
}
