import path from 'node:path';

/** What an operator's script is run with. All paths are absolute. */
export interface ScriptContext {
  root: string;
  target: string;
  profile: string;
  jobs: number;
  /** SOURCE_DATE_EPOCH, in seconds since 1970. */
  epoch: number;
}

/** The variables of the contract: compiler flags and pkg-config look into the target's /usr. */
export function scriptVariables({ root, target, profile, jobs, epoch }: ScriptContext): Record<string, string> {
  const usr = path.join(target, 'usr');
  const include = `-I${usr}/include`;
  return {
    SMECH_TARGET: target,
    SMECHOS_TARGET: target,
    SMECH_ROOT: root,
    SMECH_PROFILE: profile,
    SMECH_JOBS: String(jobs),
    SOURCE_DATE_EPOCH: String(epoch),
    CFLAGS: include,
    CXXFLAGS: include,
    LDFLAGS: `-L${usr}/lib -L${usr}/lib64`,
    PKG_CONFIG_PATH: ['lib/pkgconfig', 'lib64/pkgconfig', 'share/pkgconfig']
      .map((dir) => path.join(usr, dir))
      .join(':'),
    // So that a Python script's output, its progress too, is in the log when it is printed.
    PYTHONUNBUFFERED: '1',
  };
}
