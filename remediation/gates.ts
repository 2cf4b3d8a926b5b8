/** The two gates that run side by side, by the names of their states: for whoever reads an execution's history. */

/** The state that they are in. */
export const GATES_STATE = 'Gather proof';

export interface Gate {
  states: readonly string[];
  /** Those with which it is over, until the gates are begun anew. */
  ends: readonly string[];
  /** What its steps write into the document. */
  sections: readonly ('proof' | 'aliasRecord' | 'certificate')[];
}

export const GATES: readonly Gate[] = [
  {
    states: [
      'What is in the way',
      'Check ownership proof',
      'Is the proof published',
      'Announce proof incomplete',
      'Diagnose conflict without proof',
      'Is proof still wanted',
      'Proof not wanted',
      'Wait for DNS',
      'Announce proof seen',
      'Ownership proven',
      'Check alias record',
      'Where does the record lead',
      'Diagnose conflict with record in the way',
      'Is the record still in the way',
      'Record not in the way',
      'Wait for alias record',
      'Way is clear',
    ],
    ends: ['Proof not wanted', 'Ownership proven', 'Record not in the way', 'Way is clear'],
    sections: ['proof', 'aliasRecord'],
  },
  {
    states: [
      'Check certificate',
      'Does the certificate cover',
      'Attach certificate',
      'Is the certificate attached',
      'Announce certificate attached',
      'Announce certificate missing',
      'Wait for certificate',
      'Certificate accepted',
    ],
    ends: ['Certificate accepted'],
    sections: ['certificate'],
  },
];
