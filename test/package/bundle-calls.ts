/** Which calls of AWS a bundle carries. esbuild leaves out the commands that nothing in the bundle uses, and minifies the rest. */

/** What makes the commands of one client: `commandBuilder.js` of each package of the SDK, as in `$a=Yb(Zc,"AmazonSSM","SSMClient",Qd)`. */
const BUILDER = /([\w$]+)=[\w$]+\([\w$]+,"\w+","(\w+)Client",[\w$]+\)/g;

/** A command: `class Kf extends $a(Lg,Mh,"GetParameter",Ni){}`. */
const COMMAND = /extends ([\w$]+)\([\w$]+,[\w$]+,"(\w+)",[\w$]+\)/g;

/** @returns as in `SSM.GetParameter`, client and operation in the SDK's words */
export function callsIn(bundle: string): string[] {
  const clients = new Map(
    [...bundle.matchAll(BUILDER)].map(([, builder = '', client = '']) => [builder, client]),
  );
  return [...bundle.matchAll(COMMAND)].map(([, builder = '', operation = '']) => {
    const client = clients.get(builder);
    if (!client) throw new Error(`${operation} belongs to no client of the bundle`);
    return `${client}.${operation}`;
  });
}
