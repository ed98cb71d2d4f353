import type { VersionFamily } from '../../recipes/define.js';

/** Where a module of KDE says the least version that it accepts of a family. */
interface Rule {
  family: VersionFamily;
  /** Arguments of find_package and find_dependency. The first rule that fits a name decides. */
  packages: RegExp;
  /** Variables that such calls take their version from. */
  variables: RegExp;
}

/**
 * The patch set for version metadata. What is not in it stays as it is: a module's own version (KF_VERSION, PROJECT_VERSION), the least version of cmake, and
 * versions up to which deprecated functions are left out, which are no demand.
 */
export const rules: Rule[] = [
  { family: 'ecm', packages: /^ECM$/, variables: /^ECM_MIN_VERSION$/ },
  {
    family: 'plasma',
    // By the names that Plasma's own modules install for cmake.
    packages:
      /^(KDecoration\d|KF6Screen(Dpms)?|KGlobalAccelD|KPipeWire|KScreenLocker|KSysGuard|KWayland|KWin(DBusInterface|X11)?|LayerShellQt|LibKWorkspace|LibTaskManager|LibNotificationManager|LibColorCorrect|Plasma(Activities(Stats)?|Quick|5Support)?|ScreenSaverDBusInterface)$/,
    variables: /^(PROJECT_DEP_VERSION|PLASMA_(MIN|DEP)_VERSION)$/,
  },
  {
    family: 'frameworks',
    packages: /^KF6\w*$/,
    variables: /^(KF6?_(MIN|DEP|REQUIRED)_VERSION|REQUIRED_KF6?_VERSION)$/,
  },
  {
    family: 'qt',
    packages: /^Qt6\w*$/,
    variables: /^(QT6?_(MIN|REQUIRED)_VERSION|REQUIRED_QT6?_VERSION)$/,
  },
];

/** Files of a tree that may say such things. */
export const isCmakeFile = (name: string): boolean => /(^|\/)CMakeLists\.txt$|\.cmake(\.in)?$/.test(name);
