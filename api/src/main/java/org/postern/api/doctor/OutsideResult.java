// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

import java.net.InetAddress;

/**
 * What a helper outside found.
 *
 * @param seen the address from which the helper was asked, and the only one that it checks; another
 *     than the one that was named where a router further out, or a VPN, translates addresses
 * @param reached what became of its attempt
 */
public record OutsideResult(InetAddress seen, Reached reached) {
    /** What became of an attempt to reach a port from outside. */
    public enum Reached {
        /** TCP: a connection was accepted. UDP: what was sent came back. */
        OPEN,
        /** The attempt was refused: TCP with a reset, UDP with an ICMP message. */
        REFUSED,
        /** Nothing came back. Over UDP many programs do not answer what they do not know. */
        TIMEOUT,
        /** The network said that the address cannot be reached. */
        UNREACHABLE,
        /** Nothing was tried: the helper was asked from another address than the one named. */
        NOT_CHECKED
    }
}
