/** For `node --import`: what the cases use of src/ is taken as it is compiled, from dist/. */
import { registerHooks } from 'node:module';

const source = new URL('../../src/', import.meta.url).href;
const compiled = new URL('../../dist/', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    if (!found.url.startsWith(source)) return found;
    return { ...found, url: `${compiled}${found.url.slice(source.length).replace(/\.ts$/, '.js')}`, format: 'module' };
  },
});
