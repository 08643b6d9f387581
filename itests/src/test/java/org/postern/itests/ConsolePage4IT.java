// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

/** In Felix' web console 4. */
class ConsolePage4IT extends ConsolePageScenario {
    ConsolePage4IT() {
        super(WebConsole.FELIX_4);
    }
}
