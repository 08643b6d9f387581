// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.soap;

import java.util.List;
import java.util.Map;

/**
 * A call as it was sent: the type is the namespace of the action's element, and the arguments are
 * in the order of the message.
 */
record SoapCall(String serviceType, String action, List<Map.Entry<String, String>> arguments) {}
