// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of a gateway's internet connection, in the gateway's own words.
 *
 * @param connected whether the router says that it is connected
 * @param status the router's word, such as {@code Connected}, {@code Connecting} or {@code
 *     Disconnected}; empty when it gave none
 * @param lastError the router's last connection error, such as {@code ERROR_NONE}; may be empty
 * @param uptime how long the connection has been up; empty when the router gave no number
 * @param connectionType such as {@code IP_Routed}; empty when the router gave none
 */
public record WanStatus(
        boolean connected,
        String status,
        String lastError,
        Optional<Duration> uptime,
        String connectionType) {}
