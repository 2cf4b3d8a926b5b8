/** The stack that findings are about. */
import { stackOf } from '../../../cli/stack.ts';

export const stack = stackOf('prod', 'arn:aws:iam::111122223333:user/operator');
