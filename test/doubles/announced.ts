/** An announcement as EventBridge hands it to whoever listens. */
export function asEvent({ type, detail }: { type: string; detail: unknown }) {
  return { source: 'cname-rescue', 'detail-type': type, time: new Date().toISOString(), detail };
}
