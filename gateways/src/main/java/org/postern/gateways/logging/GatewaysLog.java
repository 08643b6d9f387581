// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.logging;

import java.lang.System.Logger;

/**
 * Holds the logger, which is made when something is logged first: the JDK loads dozens of classes
 * for it, and a program that only opens a port logs nothing.
 */
public final class GatewaysLog {
    /** Of the logger. */
    public static final String NAME = "org.postern.gateways";

    /** The logger of this bundle. */
    public static final Logger LOG = System.getLogger(NAME);

    private GatewaysLog() {}
}
