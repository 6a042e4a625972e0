// The control room's page. Everything on it comes from the server's events; what people do goes back as actions.

import { startChecks } from "./checks.js";
import { startDiagram } from "./diagram.js";
import { listen } from "./events.js";
import { startFaults } from "./faults.js";
import { startFilter } from "./filter.js";
import { startJournal } from "./journal.js";
import { startOverlays } from "./overlays.js";
import { startPace } from "./pace.js";
import { startPanel } from "./panel.js";
import { startRequests } from "./requests.js";
import { startRun } from "./run.js";
import { startStories } from "./stories.js";
import { startViews } from "./views.js";

startDiagram();
startFilter();
startPanel();
startFaults();
startPace();
startRun();
startStories();
startRequests();
startChecks();
startJournal();
startOverlays();
startViews();
listen();
