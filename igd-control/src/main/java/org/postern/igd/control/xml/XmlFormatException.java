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

    /**
     * Refuses a document that is not as it must be. A class that throws by itself has this one loaded
     * with it, which costs a new JVM half a millisecond although documents are hardly ever refused.
     *
     * @param acceptable whether it is
     * @param message why not, about "the document", without text of the device
     * @throws XmlFormatException when it is not
     */
    static void require(boolean acceptable, String message) throws XmlFormatException {
        if (!acceptable) {
            throw new XmlFormatException(message);
        }
    }
}
