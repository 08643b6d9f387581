// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.net;

import java.io.IOException;

/** The interface asked for does not exist, is down, or has no IPv4 address. */
public final class UnknownInterfaceException extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownInterfaceException(String sentence) {
        super(sentence);
    }
}
