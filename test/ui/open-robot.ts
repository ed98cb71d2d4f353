import { onTestFinished } from 'vitest';
import type { deployRoot } from '../runner/deploy-root.js';
import { Robot, type RobotOptions } from './robot.js';

/** The interface on a deploy root of scripts, ended with the test. */
export function openRobot(deploy: ReturnType<typeof deployRoot>, options: Partial<RobotOptions> = {}): Robot {
  const { SMECHDEPLOY_CACHE_DIR, SMECHDEPLOY_CONFIG_DIR, HOME } = deploy.env;
  const robot = new Robot({
    cwd: deploy.root,
    args: ['--profile', 'smechvisor', '--target', deploy.target],
    ...options,
    env: { SMECHDEPLOY_CACHE_DIR, SMECHDEPLOY_CONFIG_DIR, HOME, ...options.env },
  });
  onTestFinished(() => robot.close());
  return robot;
}
