/** How a Support case is called in Japanese. */
export function caseName(of: { caseId?: string | undefined; displayId?: string | undefined }): string {
  return `ケース ${of.displayId ?? of.caseId} `;
}

/** As the Support Center shows them in Japanese; https://docs.aws.amazon.com/awssupport/latest/APIReference/API_CaseDetails.html */
const STATUS: Record<string, string> = {
  opened: '未解決 (opened)',
  'pending-customer-action': 'お客様の対応待ち (pending-customer-action)',
  'customer-action-completed': 'お客様の対応完了 (customer-action-completed)',
  reopened: '再開済み (reopened)',
  resolved: '解決済み (resolved)',
  unassigned: '未割り当て (unassigned)',
  'work-in-progress': '対応中 (work-in-progress)',
};

/** One that AWS adds stays as it is. */
export function statusOf(status: string | undefined): string {
  return status === undefined ? '不明' : (STATUS[status] ?? status);
}

/** The plans are those of the API's model. */
export const NO_PLAN =
  'このアカウントのサポートプランでは API を利用できないため (必要なプラン: Business Support+、Enterprise、Unified Operations)';
