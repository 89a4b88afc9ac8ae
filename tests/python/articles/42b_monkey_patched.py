"""The same program after gevent.monkey.patch_all(): not a line of it is different."""
import os, runpy, sys
sys.argv[1:] = ['patched']
runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), '42_monkey.py'), run_name='__main__')
