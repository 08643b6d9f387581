// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

import org.postern.api.gateway.Protocol;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What was asked.
 *
 * @param port the external port; empty for none
 * @param internalPort the port of this machine; empty for none
 * @param protocol of the port
 * @param networkInterface the interface that the user chose, by name or address; empty for all
 * @param wanted the gateway that the user named; empty for the best one
 * @param patience how long other calls would search
 */
public record Question(
        OptionalInt port,
        OptionalInt internalPort,
        Protocol protocol,
        String networkInterface,
        String wanted,
        Duration patience) {}
