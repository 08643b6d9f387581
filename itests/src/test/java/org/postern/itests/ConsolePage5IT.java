// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

/** In Felix' web console 5. */
class ConsolePage5IT extends ConsolePageScenario {
    ConsolePage5IT() {
        super(WebConsole.FELIX_5);
    }
}
