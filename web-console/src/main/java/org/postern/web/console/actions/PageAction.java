// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.postern.api.gateway.GatewayException;

import java.util.Set;

/** Something that a person can have done. */
interface PageAction {
    /** The names of the parameters that it takes. */
    Set<String> parameters();

    /**
     * Does it, on the calling thread. Blocks half a minute at most.
     *
     * @throws GatewayException when it could not be done
     * @throws UnusableRequest for parameters that our page does not send
     * @throws MissingService when a bundle is missing
     * @throws InterruptedException when the calling thread is interrupted
     */
    ActionOutcome run(ActionParameters parameters)
            throws GatewayException, UnusableRequest, MissingService, InterruptedException;
}
