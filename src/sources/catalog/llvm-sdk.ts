import type { CatalogEntry } from '../define.js';
import { deb } from './places.js';

/** LLVM as Debian 13 has it, with headers and the libraries that it needs: for a Mesa with llvmpipe. */
export const llvmSdk = (): CatalogEntry => ({
  name: 'llvm-sdk',
  license: 'Apache-2.0 WITH LLVM-exception',
  homepage: 'https://llvm.org/',
  variants: [
    {
      version: '19.1.7',
      prebuilt: true,
      note: "Debian's binary packages (llvm-toolchain-19 1:19.1.7-3 and others) with the libraries below them, each under its own licence",
      files: packages.trim().split('\n').map(file),
    },
  ],
});

function file(row: string) {
  const [source = '', name = '', version = '', size = '', sha256 = ''] = row.split(' ');
  return deb('trixie', name, version, Number(size), sha256, { source });
}

/** Source package, package, version, bytes, sha256. */
const packages = `
llvm-toolchain-19 libllvm19 1:19.1.7-3+b1 25978316 db0d614d61345ca710fb73e75105f1ec6e38898fa7b3aa99fa7eb7d8b0a11d57
llvm-toolchain-19 llvm-19-dev 1:19.1.7-3+b1 43120124 b518fad63beae8e64ec40766c634d00b64ec4ca91ed6d32b3c93efafc1b9e20d
llvm-toolchain-19 llvm-19 1:19.1.7-3+b1 16385748 0b1b7263f4f45e261099240fdbf00fc14b42b88410fd829e041bf83ea45866cb
z3 libz3-4 4.13.3-1 8560036 71383373523ef62d47eccf660cf6535c3febcbb3f88e54cb7a43124014b57359
libedit libedit2 3.1-20250104-1 93832 b002ea172b9c1e34a67bc497c523c67bb74c3f0a4e98113cb083990a1f1d3bfe
libbsd libbsd0 0.12.2-2 130968 e5a85986fa6bec3307ab1bc860736b478b331882bc45e17675a7bdf88eecb43a
libmd libmd0 1.1.0-2+b1 36272 7244ec3839b61fac0c1884fe08aaa040f26e8f1f35f1f5d3482eacefd30d1b44
libxml2 libxml2 2.12.7+dfsg+really2.9.14-2.1+deb13u3 699724 e0c6b63ce4602a036a526f60fe5e6c1586710688058d98fc1001b9b3147b7efd
ncurses libtinfo6 6.5+20250216-2 348380 8b9f6a7983e9418564e48a627518de4c03917b56efe68d7f3e93bd8fffa1cc10
xz-utils liblzma5 5.8.1-1+deb13u2 309696 b38acab30f295bf1066a6632e31cbd0a1980f2924b38040cda131d5dea5384ec
`;
