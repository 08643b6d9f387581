// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

import java.net.InetAddress;
import java.net.URI;

/**
 * What became of a description, E10, or of a URL that was tried unasked, E7.
 *
 * @param url that was asked
 * @param host the host that was asked
 * @param outcome what became of it
 * @param name of the device, for people; may be empty
 * @param guessed whether it was tried unasked, because nobody answered a search
 * @param afterMillis from the request to the outcome
 */
public record DeviceRead(
        URI url,
        InetAddress host,
        Outcome outcome,
        String name,
        boolean guessed,
        long afterMillis) {
    /** What became of it. */
    public enum Outcome {
        /** It describes an internet gateway. */
        GATEWAY,
        /** It describes another device. */
        OTHER_DEVICE,
        /** The connection was refused. */
        REFUSED,
        /** The connection was accepted, and no answer came. */
        SILENT,
        /** An answer came that is no description, such as an error of HTTP. */
        UNREADABLE
    }
}
