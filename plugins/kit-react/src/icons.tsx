import AutorenewIcon from '@material-ui/icons/Autorenew';
import ArrowForwardIcon from '@material-ui/icons/ArrowForward';
import BlockIcon from '@material-ui/icons/Block';
import CheckIcon from '@material-ui/icons/Check';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import CloudOffIcon from '@material-ui/icons/CloudOff';
import CompareArrowsIcon from '@material-ui/icons/CompareArrows';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import HistoryIcon from '@material-ui/icons/History';
import LockOutlinedIcon from '@material-ui/icons/LockOutlined';
import PauseCircleOutlineIcon from '@material-ui/icons/PauseCircleOutline';
import PowerSettingsNewIcon from '@material-ui/icons/PowerSettingsNew';
import RemoveCircleOutlineIcon from '@material-ui/icons/RemoveCircleOutline';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import ScheduleIcon from '@material-ui/icons/Schedule';
import ShowChartIcon from '@material-ui/icons/ShowChart';
import TableChartIcon from '@material-ui/icons/TableChart';
import OpenInNewIcon from '@material-ui/icons/OpenInNew';
import SettingsBackupRestoreIcon from '@material-ui/icons/SettingsBackupRestore';
import FolderIcon from '@material-ui/icons/Folder';
import EditIcon from '@material-ui/icons/Edit';
import EventIcon from '@material-ui/icons/Event';
import CodeIcon from '@material-ui/icons/Code';
import StorageIcon from '@material-ui/icons/Storage';
import RssFeedIcon from '@material-ui/icons/RssFeed';
import InsertDriveFileIcon from '@material-ui/icons/InsertDriveFile';
import SwapHorizIcon from '@material-ui/icons/SwapHoriz';
import SettingsEthernetIcon from '@material-ui/icons/SettingsEthernet';
import AccountTreeIcon from '@material-ui/icons/AccountTree';
import DescriptionIcon from '@material-ui/icons/Description';
import WhatshotIcon from '@material-ui/icons/Whatshot';
import { makeStyles } from '@material-ui/core/styles';
import type { ComponentType } from 'react';
import { still } from './styles';

const ICONS = {
  arrow: ArrowForwardIcon,
  block: BlockIcon,
  chart: ShowChartIcon,
  check: CheckIcon,
  checkCircle: CheckCircleIcon,
  checkOutline: CheckCircleOutlineIcon,
  cloudOff: CloudOffIcon,
  compare: CompareArrowsIcon,
  error: ErrorOutlineIcon,
  event: EventIcon,
  code: CodeIcon,
  database: StorageIcon,
  events: RssFeedIcon,
  edit: EditIcon,
  file: InsertDriveFileIcon,
  folder: FolderIcon,
  rest: SwapHorizIcon,
  rpc: SettingsEthernetIcon,
  graph: AccountTreeIcon,
  document: DescriptionIcon,
  fire: WhatshotIcon,
  help: HelpOutlineIcon,
  history: HistoryIcon,
  lock: LockOutlinedIcon,
  openInNew: OpenInNewIcon,
  pause: PauseCircleOutlineIcon,
  power: PowerSettingsNewIcon,
  problem: ReportProblemOutlinedIcon,
  removeCircle: RemoveCircleOutlineIcon,
  restore: SettingsBackupRestoreIcon,
  running: AutorenewIcon,
  schedule: ScheduleIcon,
  table: TableChartIcon,
} as const satisfies Record<string, ComponentType<never>>;

/** Icons that stand for a state. @public */
export type IconName = keyof typeof ICONS;

const useStyles = makeStyles({
  '@keyframes turn': {
    from: { transform: 'rotate(0deg)' },
    to: { transform: 'rotate(360deg)' },
  },
  root: {
    fontSize: (props: { size: number }) => props.size,
    flex: 'none',
    verticalAlign: '-3px',
  },
  turning: {
    animation: '$turn 2.4s linear infinite',
    [still]: { animation: 'none' },
  },
});

/** The icon beside a word; a screen reader gets the word only. @public */
export function StateIcon(props: {
  name: IconName;
  size?: number;
  className?: string;
}) {
  const { name, size = 16, className = '' } = props;
  const classes = useStyles({ size });
  const Icon = ICONS[name];
  const turning = name === 'running' ? classes.turning : '';
  return (
    <Icon aria-hidden className={`${classes.root} ${turning} ${className}`} />
  );
}
