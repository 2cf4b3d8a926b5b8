/** Builds the bundles and packages the stack once, before any test deploys it. */
import { execFileSync } from 'node:child_process';

export function setup(): void {
  execFileSync('npm', ['run', '--silent', 'package:sandbox'], { stdio: 'inherit' });
}
