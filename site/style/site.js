// Pages work without this. It says that scripts run, and starts nhsuk-frontend's components (the header's menu).
import { initAll } from "./nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
