// SPDX-License-Identifier: Apache-2.0
/**
 * What a gateway says of its internet connection (E11), the router that may be beyond it (E12), and
 * as which address the outside sees this network (E18). {@link org.postern.doctor.wan.WanCollector}
 * and {@link org.postern.doctor.wan.StunClient} are the entries.
 */
@NullMarked
package org.postern.doctor.wan;

import org.jspecify.annotations.NullMarked;
