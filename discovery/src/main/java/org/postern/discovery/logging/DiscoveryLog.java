// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.logging;

import java.lang.System.Logger;

/**
 * Holds the logger, which is made when something is logged first: the JDK loads dozens of classes
 * for it, and a program that only opens a port logs nothing.
 */
public final class DiscoveryLog {
    /** Of the logger. */
    public static final String NAME = "org.postern.discovery";

    /** The logger of this bundle. */
    public static final Logger LOG = System.getLogger(NAME);

    private DiscoveryLog() {}
}
