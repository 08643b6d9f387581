// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

import java.time.Duration;

/**
 * How fast a gateway may be asked. Implemented by whoever works in the background and wants to
 * leave a router time for its own work, see {@link Gateway#paced(Pace)}.
 */
@ConsumerType
@FunctionalInterface
public interface Pace {
    /**
     * Books the next request. Called once before each, from any thread; must not block.
     *
     * @return how long to wait until it may be sent; zero or more
     */
    Duration next();
}
