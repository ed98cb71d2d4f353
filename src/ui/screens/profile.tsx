import { Line } from '../components/line.js';
import { useLook } from '../components/look.js';
import type { Model } from '../model.js';

export function ProfileScreen({ model }: { model: Model }) {
  const { glyphs } = useLook();
  return (
    <>
      <Line pieces={[{ text: ' What is to be built?', bold: true }]} />
      <Line pieces={[{ text: '' }]} />
      {model.profiles.map((profile, index) => (
        <Line
          key={profile.name}
          inverse={index === model.cursor.profile}
          pieces={[
            {
              text: ` ${index === model.cursor.profile ? glyphs.cursor : ' '} ${profile.title}`,
              width: 16,
              bold: true,
            },
            { text: profile.name === model.profile ? 'chosen' : '', width: 8 },
            { text: profile.summary },
          ]}
        />
      ))}
    </>
  );
}
