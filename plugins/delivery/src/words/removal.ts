/** Words of what dies with a removal. */
export const removalWords = {
  removal: {
    title: 'What dies',
    first: 'Choose what shall go; then it is shown here.',
    looking: 'Looking what dies with it',
    failed: 'What dies could not be told: {{cause}}',
    nothing: 'Nothing of it is deployed, so nothing dies.',
    folders_one: '{{count}} folder, {{files}} files',
    folders_other: '{{count}} folders, {{files}} files',
    hidden_one:
      '{{count}} more folder that you may not see; so you cannot remove it.',
    hidden_other:
      '{{count}} more folders that you may not see; so you cannot remove it.',
    consumers: 'Who needs it',
    nobody: 'Nobody that stays is known to need it.',
    uses: 'uses {{contract}} in {{places}}',
    hiddenConsumers_one: '{{count}} more that you may not see',
    hiddenConsumers_other: '{{count}} more that you may not see',
    backups: 'Newest backup',
    backupUnknown:
      'It is not known here. Look for it before you go on: nothing else brings data back.',
    backupUntold:
      'It could not be told: {{cause}} Look for it before you go on: nothing else brings data back.',
    backupLooking: 'Looking for it',
    backupAt: '{{age}} old, of {{time}}, by {{schedule}}',
    ownFiles_one: "{{count}} file of the tenant's own",
    ownFiles_other: "{{count}} files of the tenant's own",
    untold: 'What could not be told',
    confirmed: 'That is its name.',
    otherName: 'What goes is {{name}}.',
  },
  belonging: {
    volume: 'Volumes and their data',
    database: 'Databases',
    bus: 'Buses and their messages',
    secret: 'Secrets',
    host: 'Host names',
    certificate: 'Certificates',
    backup: 'Schedules of backups',
  },
} as const;
