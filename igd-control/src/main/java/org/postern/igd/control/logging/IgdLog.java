// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.logging;

import java.lang.System.Logger;

/**
 * Holds the logger, which is made at its first use: the JDK loads dozens of classes for it, and a
 * search sends its first datagram before.
 */
public final class IgdLog {
    /** Of the logger. */
    public static final String NAME = "org.postern.igd-control";

    /** The logger of this bundle. */
    public static final Logger LOG = System.getLogger(NAME);

    private IgdLog() {}
}
