// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import java.io.IOException;
import java.io.Serial;

/** A document cannot be read, or breaks a bound; the message says why. */
public final class XmlFormatException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * A document that is of no use.
     *
     * @param message why, about "the document", without text of the device
     */
    public XmlFormatException(String message) {
        super(message);
    }
}
