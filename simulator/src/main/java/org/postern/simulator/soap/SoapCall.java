// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.soap;

import java.util.List;
import java.util.Map;

/**
 * A call as it was sent.
 *
 * @param serviceType namespace of the action's element
 * @param action its name
 * @param arguments name and text in the order of the message
 */
record SoapCall(String serviceType, String action, List<Map.Entry<String, String>> arguments) {}
