/** Programs that the lab's benchmark runs in its namespaces; no tests. */
@NullMarked
package org.postern.itests.lab;

import org.jspecify.annotations.NullMarked;
