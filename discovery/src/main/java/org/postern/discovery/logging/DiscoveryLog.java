// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.logging;

import java.lang.System.Logger;

/**
 * Holds the logger, which is made at its first use: the JDK loads dozens of classes for it, and a
 * search sends its first datagram before.
 */
public final class DiscoveryLog {
    /** Of the logger. */
    public static final String NAME = "org.postern.discovery";

    /** The logger of this bundle. */
    public static final Logger LOG = System.getLogger(NAME);

    private DiscoveryLog() {}
}
